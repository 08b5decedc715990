const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10x98765432';

/**
 * Whether an 18-character text is a well-formed citizen identity number: province code, a calendar date, check digit.
 * Source: GB 11643-1999 《公民身份号码》 (ISO 7064 MOD 11-2). `x` in either case.
 */
export function isIdentityNumber(text: string): boolean {
  if (!/^[1-9]\d{16}[\dxX]$/u.test(text)) return false;
  const month = Number(text.slice(10, 12));
  const day = Number(text.slice(12, 14));
  if (!/^(?:1[89]|20)/u.test(text.slice(6, 8)) || month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(text.charAt(i)), 0);
  return ID_CHECKS.charAt(sum % 11) === text.charAt(17).toLowerCase();
}

/** Whether digits pass the Luhn check of bank cards (GB/T 14504, ISO/IEC 7812-1). Runs of one digit do not count. */
export function isBankCard(digits: string): boolean {
  if (!/^\d{16,19}$/u.test(digits) || /^(\d)\1+$/u.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - i));
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
