import { isFree, parisDayAt, type TimedStatement } from './statement.ts';

/** After midnight in Paris, before the count. */
export const everyNight: readonly TimedStatement[] = [
  {
    name: 'time: agreements lapse',
    what: 'An agreement whose last day has passed counts as ended after that day: its partner’s live offers, proposals and applications are withdrawn, and what was open to it closes. Its key has read nothing since.',
    // Never before its time: what it withdraws, it withdraws because no agreement is in force by the database's own day.
    sql: `
  with due as materialized (
    select id from public.agreements
    where ended_at is null and ends_on < least(${parisDayAt}, access.today())
    order by ends_on limit $2::int for update skip locked
  )
  update public.agreements a set ended_at = access.after_day(a.ends_on) from due
  where a.id = due.id and a.ended_at is null`,
  },
  {
    name: 'time: birthdays',
    what: 'The age band of a person follows its age, and the composition of its family follows its age bands.',
    sql: `
  with due as materialized (
    select p.id, p.family_id, access.age_band(i.birth_date, ${parisDayAt}) as age_band
    from public.persons p join public.person_identities i on i.person_id = p.id
    where p.age_band <> access.age_band(i.birth_date, ${parisDayAt})
    order by p.family_id limit $2::int
  ), free as materialized (select id, age_band from due where ${isFree('family', 'family_id')})
  update public.persons p set age_band = free.age_band from free
  where p.id = free.id and p.age_band <> free.age_band`,
  },
];
