/** Gives a stock's price, a whole number from 0 to 100. */
export const lambdaHandler = async () => ({ stock_price: Math.floor(Math.random() * 101) });
