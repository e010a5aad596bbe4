"""Card schemes and their numbers."""
CARDS = {  # number ranges as the schemes publish them: prefixes, lengths
    'visa': (('4',), (13, 16, 19)), 'mastercard': (('51', '52', '53', '54', '55') + tuple(map(str, range(2221, 2721))), (16,)),
    'amex': (('34', '37'), (15,)), 'discover': (('6011', '65') + tuple(map(str, range(644, 650))), (16, 17, 18, 19)),
    'diners': (('36', '38', '39') + tuple(map(str, range(300, 306))), (14, 15, 16, 17, 18, 19)),
    'jcb': (tuple(map(str, range(3528, 3590))), (16, 17, 18, 19)),
}
