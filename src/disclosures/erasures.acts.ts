import { and, eq, sql } from 'drizzle-orm';
import { found } from '../acts/act.ts';
import { idempotent, input, versioned } from '../acts/inputFields.ts';
import { mutation } from '../acts/mutation.ts';
import { errors } from '../errors.ts';
import { DisclosurePayload } from './disclosures.graph.ts';
import { closedAtOf } from './disclosures.rules.ts';
import { disclosures } from './disclosures.table.ts';

mutation('acknowledgeErasure', {
  about:
    'You say that what you read under this receipt is erased. It must be closed; it can be said without an agreement in force. What is not acknowledged 14 days after it closed is in the coordinators’ list.',
  fields: { id: input.id('Disclosure', 'The receipt.'), ...versioned, ...idempotent },
  payload: DisclosurePayload,
  run: async ({ id, expectedVersion }, act) => {
    const receipt = found(
      await act.db.query.disclosures.findFirst({
        columns: { id: true, version: true, closedAt: true, expiresAt: true, erasureAcknowledgedAt: true },
        where: { id },
      }),
      'id',
    );
    act.requireVersion(receipt, expectedVersion);
    if (!closedAtOf(receipt)) throw errors.conditionNotMet('The disclosure is still open.', 'id');
    if (receipt.erasureAcknowledgedAt) throw errors.conditionNotMet('It is acknowledged already.', 'id');
    const changed = await act.db
      .update(disclosures)
      .set({ erasureAcknowledgedAt: sql`now()` })
      .where(and(eq(disclosures.id, id), eq(disclosures.version, expectedVersion)))
      .returning({ id: disclosures.id });
    act.requireChanged(changed, receipt.version);
    return id;
  },
});
