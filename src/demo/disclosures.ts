import type { Row } from './demoRows.ts';
import type { Draft } from './draft.ts';
import type { FamilyPlan } from './families.ts';
import type { PartnerPlan } from './partners.ts';
import type { Random } from './random.ts';

export type CloseReason = NonNullable<Row<'disclosures'>['closeReason']>;

export interface Opening {
  partner: PartnerPlan;
  family: FamilyPlan;
  /** Null on a family's card. */
  personId: string | null;
  contactPersonId?: string | null;
  level: 'CARD' | 'IDENTITY';
  purpose: Row<'disclosures'>['purpose'];
  /** Exactly one of the five. */
  act: Pick<Row<'disclosures'>, 'proposalId' | 'tenancyId' | 'applicationId' | 'employmentId' | 'referralId'>;
  consentId: string | null;
  opened: number;
  expiresAt: Date;
}

/** The ledger of what was opened to whom, kept as the effects of the acts would have kept it. */
export class Disclosures {
  readonly #draft: Draft;
  readonly #random: Random;
  readonly #references = new Set<string>();

  constructor(draft: Draft) {
    this.#draft = draft;
    this.#random = draft.random('disclosures');
  }

  open({ partner, family, act, opened, ...rest }: Opening): Row<'disclosures'> {
    if (family.row.protected) throw new Error('a protected family of the demo would be disclosed');
    const openedAt = this.#draft.calendar.instant(opened);
    const row: Row<'disclosures'> = {
      id: this.#random.uuid(),
      partnerId: partner.id,
      audience: partner.audience,
      familyId: family.id,
      ...rest,
      ...act,
      ...family.scope,
      reference: this.#newReference(),
      openedAt,
      version: 1,
      createdAt: openedAt,
      updatedAt: openedAt,
    };
    this.#draft.rows.disclosures.push(row);
    return row;
  }

  /** Its holder says in half of the cases that it erased what it had read. */
  close(rows: readonly Row<'disclosures'>[], time: number, closeReason: CloseReason): void {
    for (const row of rows.filter((one) => !one.closedAt)) {
      row.closedAt = this.#draft.calendar.instant(time);
      row.closeReason = closeReason;
      this.#touch(row, row.closedAt);
      if (time < -4 && this.#random.chance(0.5)) this.acknowledge(row, time + this.#random.integer(1, 3));
    }
  }

  acknowledge(row: Row<'disclosures'>, time: number): void {
    row.erasureAcknowledgedAt = this.#draft.calendar.instant(time);
    this.#touch(row, row.erasureAcknowledgedAt);
  }

  #touch(row: Row<'disclosures'>, at: Date): void {
    row.version = (row.version ?? 1) + 1;
    row.updatedAt = at;
  }

  #newReference(): string {
    const letters = Array.from(
      { length: 7 },
      () => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[this.#random.integer(0, 31)],
    );
    const reference = `D-${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
    if (this.#references.has(reference)) return this.#newReference();
    this.#references.add(reference);
    return reference;
  }
}
