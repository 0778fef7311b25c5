import { C, type FeaturePolicy, from } from './shape.ts';

export const carePolicy: FeaturePolicy = {
  types: {
    CareStatus: {
      table: 'care_statuses',
      why: 'Of a person that one follows: the only health fact that a coordinator reads.',
      fields: {
        person: [C],
        overall: [C],
        since: [C],
        actionNeeded: from([C], 'action_due_at'),
        support: from(
          [C],
          'overall',
          'support_on',
          'support_transport_needed',
          'support_interpreter_language',
        ),
      },
    },
    CareSupport: {
      why: 'Of a person that one follows: no place, no provider.',
      fields: { on: [C], transportNeeded: [C], interpreterLanguage: [C] },
    },
  },
  queries: {},
  mutations: {},
};
