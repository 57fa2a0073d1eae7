"""WTForms: shape and range of input, messages in Chinese."""
