import type { Command } from 'commander';
import type { TransactionSql } from 'postgres';
import { disclosureLabels } from '../labels/disclosures.ts';
import { parisDay } from '../parisDay.ts';
import { administrator } from './administration.ts';
import { Refusal } from './failures.ts';
import type { Answer } from './report.ts';

interface Member {
  personId: string;
  familyId: string;
  givenName: string;
  familyName: string;
}

interface ReceiptRow {
  reference: string;
  partner: string;
  level: string;
  purpose: string;
  /** The child of whom it is; null: the person, or the family. */
  child: string | null;
  openedAt: Date;
  /** null: while the contract has no end. */
  expiresAt: Date | null;
  closedAt: Date | null;
  erasureAcknowledgedAt: Date | null;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The one person of that uuid, or of that family's reference and given name. */
async function findMember(
  sql: TransactionSql,
  words: string,
  givenName: string | undefined,
): Promise<Member> {
  const found = await sql<Member[]>`
    select i.person_id as "personId", i.family_id as "familyId", i.given_name as "givenName", i.family_name as "familyName"
    from public.person_identities i join public.families f on f.id = i.family_id
    where ${uuid.test(words)} and i.person_id::text = ${words.toLowerCase()}
       or f.reference = ${words} and i.given_name = ${givenName ?? ''}`;
  const [member, ...others] = found;
  if (!member || others.length > 0)
    throw new Refusal(
      member
        ? 'Several members of this family have that given name: name one by its id.'
        : 'There is no such person: give its id, or its family’s reference and its given name.',
    );
  return member;
}

/**
 * The family's cards, and what rests on this person's own word or contract: a child's on a parent's consent go to that parent, and
 * another adult's are not among them.
 */
async function receiptsOf(sql: TransactionSql, { personId, familyId }: Member): Promise<ReceiptRow[]> {
  return sql<ReceiptRow[]>`
    select d.reference, p.name as partner, d.level, d.purpose, d.opened_at as "openedAt", d.closed_at as "closedAt",
           nullif(d.expires_at, 'infinity') as "expiresAt", d.erasure_acknowledged_at as "erasureAcknowledgedAt",
           case when d.person_id <> ${personId} then i.given_name end as child
    from public.disclosures d join public.partners p on p.id = d.partner_id
    left join public.consents c on c.id = d.consent_id
    left join public.person_identities i on i.person_id = d.person_id
    where (d.person_id is null and d.level = 'CARD' and d.family_id = ${familyId})
       or c.given_by = ${personId}
       or (d.person_id = ${personId} and d.consent_id is null)
    order by d.opened_at, d.reference`;
}

const longDay = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });

function untilWhen({ closedAt, expiresAt }: ReceiptRow, now: Date): string {
  const end = closedAt ?? (expiresAt && expiresAt <= now ? expiresAt : null);
  if (end) return `jusqu’au ${longDay.format(end)}`;
  return expiresAt
    ? `toujours ouvert, au plus tard jusqu’au ${longDay.format(expiresAt)}`
    : 'toujours ouvert';
}

function sentence(row: ReceiptRow, now: Date): string {
  const { DisclosurePurpose: purposes = {}, DisclosureLevel: levels = {} } = disclosureLabels;
  const whose = row.child ? ` (pour ${row.child})` : '';
  const erased = row.erasureAcknowledgedAt
    ? `Effacement confirmé le ${longDay.format(row.erasureAcknowledgedAt)}.`
    : 'Effacement non confirmé.';
  const ended = row.closedAt || (row.expiresAt && row.expiresAt <= now);
  return [
    `${row.reference} — ${row.partner}`,
    `  Motif : ${purposes[row.purpose]}. Montré : ${levels[row.level]?.toLowerCase()}${whose}.`,
    `  Depuis le ${longDay.format(row.openedAt)}, ${untilWhen(row, now)}.${ended ? ` ${erased}` : ''}`,
  ].join('\n');
}

async function tellReceipts(sql: TransactionSql, words: readonly string[]): Promise<Answer> {
  const [whom = '', givenName] = words;
  const member = await findMember(sql, whom, givenName);
  const rows = await receiptsOf(sql, member);
  const now = new Date();
  const heading = `Ce que des partenaires ont pu lire — ${member.givenName} ${member.familyName}, au ${longDay.format(now)}`;
  const body = rows.length === 0 ? ['Rien n’a été montré.'] : rows.map((row) => sentence(row, now));
  return {
    json: { day: parisDay(now), givenName: member.givenName, familyName: member.familyName, receipts: rows },
    text: [heading, ...body].join('\n\n'),
  };
}

/** Adds `receipts`: as the role `receipts`, which reads names and disclosures and nothing else. */
export function addReceiptsCommand(program: Command): void {
  program
    .command('receipts')
    .description('prints, in French, to be handed to a person: who read what about them, why and until when')
    .argument('<person>', 'the person’s id, or the reference of the family')
    .argument('[givenName]', 'with a reference: the given name')
    .action(
      administrator(async (admin, _options, words) => {
        const done = await admin.begin(async (sql) => {
          await sql`set transaction read only`;
          await sql`set local role receipts`;
          return { answer: await tellReceipts(sql, words) };
        });
        return done.answer;
      }),
    );
}
