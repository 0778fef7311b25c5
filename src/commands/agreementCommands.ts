import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { TransactionSql } from 'postgres';
import { parisDay } from '../parisDay.ts';
import { operator } from './administration.ts';
import { Refusal, UsageError } from './failures.ts';
import { findPartner, partnerWords } from './findPartner.ts';
import type { Answer } from './report.ts';
import { day } from './words.ts';

export function addAgreementCommands(program: Command): void {
  const agreement = program
    .command('agreement')
    .description('data agreements between partners and the programme');
  agreement
    .command('sign')
    .description('records the agreement of a partner')
    .argument('<partner>', partnerWords)
    .option('--signed-on <day>', 'day of signature; today unless told', day)
    .option('--starts-on <day>', 'first day in force; the day of signature unless told', day)
    .option('--ends-on <day>', 'last day in force; open unless told', day)
    .action(operator(sign));
  agreement
    .command('end')
    .description(
      'ends the agreement of a partner now: its live offers, proposals and applications are withdrawn',
    )
    .argument('<partner>', partnerWords)
    .action(operator(end));
}

interface Term {
  signedOn?: string;
  startsOn?: string;
  endsOn?: string;
}

async function sign(sql: TransactionSql, term: Term, [words = '']: readonly string[]): Promise<Answer> {
  const { signedOn = parisDay(), startsOn = signedOn, endsOn = null } = term;
  if (endsOn !== null && endsOn < startsOn)
    throw new UsageError('--ends-on is before the first day in force.');
  const { id: partnerId, name, audience } = await findPartner(sql, words);
  const [standing] = await sql`
    select id from public.agreements
    where partner_id = ${partnerId} and ended_at is null and (ends_on is null or ends_on >= ${startsOn})
      and (${endsOn}::date is null or starts_on <= ${endsOn}::date)`;
  if (standing) throw new Refusal(`${name} has an agreement for some of these days already: end it first.`);
  const id = randomUUID();
  await sql`insert into public.agreements (id, partner_id, audience, signed_on, starts_on, ends_on)
    values (${id}, ${partnerId}, ${audience}, ${signedOn}, ${startsOn}, ${endsOn})`;
  return {
    json: { id, partnerId, partner: name, signedOn, startsOn, endsOn },
    text: `${name} has an agreement from ${startsOn}${endsOn ? ` to ${endsOn}` : ''}.`,
  };
}

/** Also of those that are yet to begin: a partner that leaves does not come back by itself. */
async function end(sql: TransactionSql, _options: object, [words = '']: readonly string[]): Promise<Answer> {
  const { id: partnerId, name } = await findPartner(sql, words);
  const ended = await sql<{ id: string }[]>`
    update public.agreements set ended_at = now()
    where partner_id = ${partnerId} and ended_at is null and (ends_on is null or ends_on >= access.today())
    returning id`;
  if (ended.length === 0) throw new Refusal(`${name} has no agreement to end.`);
  return {
    json: { partnerId, partner: name, ended: ended.map(({ id }) => id) },
    text: `The agreement of ${name} is ended. Its live offers, proposals and applications are withdrawn.`,
  };
}
