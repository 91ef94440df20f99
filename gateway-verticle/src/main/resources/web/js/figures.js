// Sums over accounts, currency by currency: dollars and coins are never added up.
import { decimal, multiply, units } from "./ui/decimal.js";

/** By currency: realized, unrealized, fees, net, all as text. */
export function results(accounts) {
  const sums = new Map();
  for (const account of accounts) {
    for (const cash of account.cash) {
      const sum = sums.get(cash.currency) ?? { realized: 0n, unrealized: 0n, fees: 0n };
      sum.realized += units(cash.realizedPnl);
      sum.unrealized += units(cash.unrealizedPnl);
      sum.fees += units(cash.fees);
      sums.set(cash.currency, sum);
    }
  }
  return [...sums].map(([currency, sum]) => ({
    currency,
    realized: decimal(sum.realized),
    unrealized: decimal(sum.unrealized),
    fees: decimal(sum.fees),
    net: decimal(sum.realized + sum.unrealized - sum.fees),
  }));
}

/** By currency: gross and net value of the positions at their marks, as text. */
export function exposures(accounts, multiplierOf) {
  const sums = new Map();
  for (const account of accounts) {
    for (const position of account.positions) {
      const value = multiply(multiply(units(position.quantity), units(position.markPrice)), units(multiplierOf(position.symbol)));
      const sum = sums.get(position.currency) ?? { gross: 0n, net: 0n };
      sum.gross += value < 0n ? -value : value;
      sum.net += value;
      sums.set(position.currency, sum);
    }
  }
  return [...sums].map(([currency, sum]) => ({ currency, gross: decimal(sum.gross), net: decimal(sum.net) }));
}

const ENDED = new Set(["DENIED", "FILLED", "CANCELED", "EXPIRED", "REJECTED", "NOT_SENT"]);

export function isOpen(order) {
  return !ENDED.has(order.status);
}

export function openCount(ordersByState) {
  return Object.entries(ordersByState ?? {}).reduce((sum, [status, count]) => sum + (ENDED.has(status) ? 0 : count), 0);
}

export function positionsOf(accounts) {
  return accounts.flatMap((account) => account.positions.map((position) => ({ ...position, account: account.account })));
}
