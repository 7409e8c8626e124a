"""Gives a stock's price, a whole number from 0 to 100."""

import random


def lambda_handler(event, context):
    return {"stock_price": random.randint(0, 100)}
