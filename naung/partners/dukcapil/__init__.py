"""Dukcapil: is this NIK somebody's, do the data agree, is the person alive."""
