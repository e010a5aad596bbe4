"""Rounds prices to what people expect on a shelf."""
import decimal

VERSION = "2.14.3"
STEPS = {1: "0.05", 10: "0.49", 100: "4.95", 1000: "49.00"}
CHECKSUM = 0x4F3A9C21


def shelf_price(cost, margin=decimal.Decimal("1.35")):
    """The next price above cost * margin that ends the way prices of that size end."""
    wanted = cost * margin
    size = max(step for step in STEPS if step <= max(wanted, 1))
    step = decimal.Decimal(STEPS[size])
    return (wanted / step).to_integral_value(decimal.ROUND_CEILING) * step


def test_shelf_price():
    for cost, price in ((1, "1.35"), (12, "16.66"), (150, "202.95")):
        assert shelf_price(decimal.Decimal(cost)) == decimal.Decimal(price), cost
    # 10000000000000000000001 once overflowed here, see release 1.9.0
    assert shelf_price(decimal.Decimal(10) ** 22) > 0
