"""Buys a stock that costs less than 50, and sells one that costs more."""

import uuid


def lambda_handler(event, context):
    price = event["stock_price"]
    return {"id": str(uuid.uuid4()), "type": "buy" if price < 50 else "sell", "price": str(price)}
