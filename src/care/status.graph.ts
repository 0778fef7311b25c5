import { builder } from '../builder.ts';
import { CareOverall } from './care.enums.ts';
import { showsSupport } from './care.rules.ts';

interface SupportShape {
  supportOn: string | null;
  supportTransportNeeded: boolean;
  supportInterpreterLanguage: string | null;
}

const CareSupport = builder.objectRef<SupportShape>('CareSupport').implement({
  description: 'What a coordinator arranges around an appointment: no place, no provider.',
  fields: (t) => ({
    on: t.expose('supportOn', {
      type: 'Date',
      nullable: true,
      description: 'Day of the next appointment; null while there is none.',
    }),
    transportNeeded: t.exposeBoolean('supportTransportNeeded', {
      description: 'Whether somebody must take the person there.',
    }),
    interpreterLanguage: t.exposeString('supportInterpreterLanguage', {
      nullable: true,
      description: 'Language of the interpreter to book, ISO 639-3; null: none is needed.',
    }),
  }),
});

builder.drizzleObject('careStatuses', {
  name: 'CareStatus',
  description:
    'The coarse status of a person’s care, derived from referrals that coordinators never read: no detail, no provider.',
  select: { columns: {} },
  fields: (t) => ({
    person: t.relation('person', { nullable: true, description: 'Whose.' }),
    overall: t.expose('overall', { type: CareOverall, description: 'How far it has come.' }),
    since: t.expose('since', {
      type: 'Date',
      description: 'The month of its last change, as that month’s first day: never the day.',
    }),
    actionNeeded: t.boolean({
      select: { columns: { actionDueAt: true } },
      description: 'true: a referral was declined, or has had no answer for 14 days.',
      resolve: ({ actionDueAt }) => actionDueAt !== null && actionDueAt <= new Date(),
    }),
    support: t.field({
      type: CareSupport,
      nullable: true,
      select: {
        columns: {
          overall: true,
          supportOn: true,
          supportTransportNeeded: true,
          supportInterpreterLanguage: true,
        },
      },
      description: 'What to arrange; null while no care is asked for or given.',
      resolve: (row) => (showsSupport(row.overall) ? row : null),
    }),
  }),
});
