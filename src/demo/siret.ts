// Luhn's sum, from the right, of the digits before the check digit.
function checkDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, position) => {
    const doubled = Number(digit) * (position % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

const withCheckDigit = (digits: string) => digits + checkDigit(digits);

/** SIRET of an invented organisation, 0 to 99, of the SIREN block 999 000; establishments count from 1. */
export function inventedSiret(organisation: number, establishment: number): string {
  const siren = withCheckDigit(`999000${String(organisation).padStart(2, '0')}`);
  return withCheckDigit(`${siren}${String(establishment).padStart(4, '0')}`);
}
