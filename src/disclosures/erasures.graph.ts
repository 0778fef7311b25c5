import { builder } from '../builder.ts';
import { reads } from '../lists/reads.ts';
import { rowsField } from '../lists/rowsField.ts';
import { Disclosure } from './disclosures.graph.ts';
import { daysToAcknowledge, overdueCareMonth } from './disclosures.rules.ts';

const CareReceipt = builder.drizzleObject('careReceipts', {
  name: 'CareReceipt',
  description:
    'That a person was shown to the care that it was referred to: by month, without the partner, however many there were.',
  select: { columns: {} },
  fields: (t) => ({
    person: t.relation('person', { nullable: true, description: 'Of whom.' }),
    month: t.expose('month', {
      type: 'Date',
      description: 'The month in which it opened, as its first day.',
    }),
    closedMonth: t.expose('closedMonth', {
      type: 'Date',
      nullable: true,
      description: 'The month in which all of it had closed, as its first day; null while some is open.',
    }),
    erasureAcknowledged: t.exposeBoolean('erasureAcknowledged', {
      description: 'Whether all that closed is said to be erased.',
    }),
  }),
});

const atMost = 100;

const UnacknowledgedErasures = builder.objectRef<object>('UnacknowledgedErasures').implement({
  description: `What closed more than ${daysToAcknowledge} days ago and no partner has said to be erased; the oldest ${atMost} of each kind.`,
  fields: (t) => ({
    receipts: t.field({
      ...rowsField('disclosures', Disclosure, () => {
        const due = new Date(Date.now() - daysToAcknowledge * 86_400_000);
        return {
          where: {
            erasureAcknowledgedAt: { isNull: true },
            OR: [{ closedAt: { lte: due } }, { closedAt: { isNull: true }, expiresAt: { lte: due } }],
          },
          orderBy: { expiresAt: 'asc', id: 'asc' },
          limit: atMost,
        };
      }),
      description: 'Of landlords and employers.',
    }),
    care: t.field({
      ...rowsField('careReceipts', CareReceipt, () => ({
        where: { erasureAcknowledged: false, closedMonth: { lte: overdueCareMonth() } },
        orderBy: { closedMonth: 'asc', id: 'asc' },
        limit: atMost,
      })),
      description: `Of care: by month, without the partner; ${daysToAcknowledge} days after the end of the month in which it closed.`,
    }),
  }),
});

builder.queryField('unacknowledgedErasures', (t) =>
  t.field({
    type: UnacknowledgedErasures,
    description: 'Of your families: whom to remind to erase what they read.',
    extensions: reads({ kind: 'group' }),
    resolve: () => ({}),
  }),
);
