import { type Act, found } from '../acts/act.ts';
import { errors } from '../errors.ts';

/** Bands of those who are not yet 18. */
const minorBands = ['AGE_0_TO_5', 'AGE_6_TO_15', 'AGE_16_TO_17'] as const;

/** Each must be an adult of the family who has not left it. */
export async function requireAdults(
  act: Act,
  familyId: string,
  personIds: readonly string[],
  ...path: string[]
): Promise<void> {
  const adults = await act.db.query.persons.findMany({
    columns: { id: true },
    where: {
      familyId,
      id: { in: [...personIds] },
      departedOn: { isNull: true },
      ageBand: { notIn: [...minorBands] },
    },
  });
  for (const [index, id] of personIds.entries()) {
    found(
      adults.find((adult) => adult.id === id),
      ...path,
      String(index),
    );
  }
  if (new Set(personIds).size < personIds.length) throw errors.outOfRange('Each person once.', ...path);
}
