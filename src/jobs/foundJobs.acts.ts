import { found } from '../acts/act.ts';
import { idempotent, input, optional } from '../acts/inputFields.ts';
import { insertRows } from '../acts/insertRows.ts';
import { mutation } from '../acts/mutation.ts';
import { dayFrom } from '../days.rules.ts';
import { errors } from '../errors.ts';
import { ageBandsUnder16 } from '../families/families.rules.ts';
import { parisDay } from '../parisDay.ts';
import { requireCommune } from '../reference/requireCommune.ts';
import { EmploymentPayload } from './employments.graph.ts';
import { employments } from './employments.table.ts';
import { contractFault, contractMonths, hireDays } from './hire.rules.ts';
import { requireLawfulHours } from './hours.ts';
import { Contract } from './jobs.enums.ts';

mutation('recordEmployment', {
  about:
    'Records a job that a person found outside the programme; no partner reads it. Its applications stay as they are.',
  fields: {
    personId: input.id('Person', 'The person, from 16 years on.'),
    communeCode: input.matching(
      'INSEE code of the commune of work, such as "15014".',
      /^(\d{5}|2[AB]\d{3})$/,
    ),
    contract: input.oneOf(Contract, 'The form of the contract.'),
    rome: input.matching('Occupation, ROME code, such as "G1602".', /^[A-N]\d{4}$/),
    hoursPerWeek: input.integer('Hours a week.', 1, 48),
    startsOn: input.day('First day of work, at most a year from today.'),
    endsOn: optional(input.day(`Last day, at most ${contractMonths} months after the first; absent: open.`)),
    ...idempotent,
  },
  payload: EmploymentPayload,
  run: async ({ personId, communeCode, idempotencyKey: _key, ...job }, act, id) => {
    const columns = { id: true, familyId: true, ageBand: true, departedOn: true } as const;
    const family = { columns: { followedBy: true } } as const;
    const first = found(
      await act.db.query.persons.findFirst({ columns, with: { family }, where: { id: personId } }),
      'personId',
    );
    await act.lock({ family: first.familyId, person: personId });
    if (ageBandsUnder16.some((band) => band === first.ageBand) || first.departedOn)
      throw errors.noWorkProfile('personId');
    const endsOn = job.endsOn ?? null;
    if (job.startsOn > dayFrom(parisDay(), hireDays))
      throw errors.outOfRange('At most a year from today.', 'startsOn');
    const fault = contractFault({ startsOn: job.startsOn, endsOn });
    if (fault) throw errors.outOfRange(fault[1], fault[0]);
    await requireCommune(act, communeCode);
    await requireLawfulHours(act, personId, { ...job, endsOn }, 'hoursPerWeek');
    await insertRows(act, employments, [
      {
        ...job,
        endsOn,
        id,
        personId,
        familyId: first.familyId,
        followedBy: first.family?.followedBy ?? '',
        communeCode,
      },
    ]);
    return id;
  },
});
