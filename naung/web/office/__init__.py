"""The administrator's room: who may sign in and with which post, what each role may, how the house is. No person of the programme."""
