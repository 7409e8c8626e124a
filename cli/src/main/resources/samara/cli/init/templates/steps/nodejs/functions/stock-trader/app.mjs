import { randomUUID } from "node:crypto";

/** Buys a stock that costs less than 50, and sells one that costs more. */
export const lambdaHandler = async ({ stock_price: price }) => ({
  id: randomUUID(),
  type: price < 50 ? "buy" : "sell",
  price: String(price),
});
