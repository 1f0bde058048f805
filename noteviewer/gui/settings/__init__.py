"""What the reader set: values, the file they are kept in, and the dialog that changes them."""
