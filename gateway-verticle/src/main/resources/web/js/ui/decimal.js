// Exact decimals: the server sends money as text, and sums of it are made without binary fractions.
const PLACES = 8;
const ONE = 10n ** BigInt(PLACES);

/** Text to counts of 10^-8; nothing is 0. */
export function units(text) {
  if (!text) return 0n;
  const negative = text.startsWith("-");
  const [whole, fraction = ""] = text.replace("-", "").split(".");
  const value = BigInt(whole || "0") * ONE + BigInt(fraction.padEnd(PLACES, "0").slice(0, PLACES));
  return negative ? -value : value;
}

/** Counts of 10^-8 to text with so many places, half away from zero. */
export function decimal(value, places = PLACES) {
  const negative = value < 0n;
  const step = 10n ** BigInt(PLACES - places);
  const rounded = ((negative ? -value : value) + step / 2n) / step;
  const digits = String(rounded).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const sign = negative && rounded !== 0n ? "-" : "";
  return sign + whole + (places ? `.${digits.slice(-places)}` : "");
}

export function multiply(left, right) {
  return (left * right) / ONE;
}

/** The same number with so many places. */
export function rounded(text, places) {
  return decimal(units(text), places);
}

export function isZero(text) {
  return !/[1-9]/.test(text ?? "");
}
