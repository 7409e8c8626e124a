import unittest

from functions.stock_checker import app as checker
from functions.stock_trader import app as trader


class FunctionsTest(unittest.TestCase):
    def test_a_price_is_from_0_to_100(self):
        self.assertIn(checker.lambda_handler({}, None)["stock_price"], range(101))

    def test_buys_what_is_cheap_and_sells_what_is_dear(self):
        self.assertEqual("buy", trader.lambda_handler({"stock_price": 49}, None)["type"])
        self.assertEqual("sell", trader.lambda_handler({"stock_price": 50}, None)["type"])


if __name__ == "__main__":
    unittest.main()
