"""The public calculator: a family answers three questions and sees what is due, with which papers, by when."""
