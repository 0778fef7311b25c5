import { C, type FeaturePolicy, from, H, root } from './shape.ts';

export const carePolicy: FeaturePolicy = {
  types: {
    CareReferral: {
      table: 'care_referrals',
      why: 'Its recipient; the person through an open disclosure alone.',
      fields: {
        id: [H],
        status: [H],
        person: [H],
        contact: [H],
        family: [H],
        interpreterLanguage: [H],
        transportNeeded: [H],
        nextAppointmentOn: [H],
        declineReason: [H],
        programmeContact: [H],
        sentOn: [H],
        version: [H],
        createdAt: [H],
        updatedAt: [H],
      },
    },
    CarePerson: {
      why: 'The person of a referral, while its disclosure is open.',
      fields: { givenName: [H], familyName: [H], phone: [H], birthDate: [H], sex: [H] },
    },
    CareFamily: {
      table: 'families',
      why: 'How to speak with the family of a person in one’s care.',
      fields: { languages: [H], interpreterNeeded: [H] },
    },
    CareContact: {
      why: 'Whom to call for a person, while its disclosure is open.',
      fields: { name: [H], phone: [H], language: [H] },
    },
    SentReferral: {
      table: 'care_referrals',
      why: 'What the coordinator that sent it reads back: nothing that its recipient did.',
      fields: { id: [C], sentOn: [C] },
    },
    HealthPartner: {
      table: 'partners',
      why: 'Health partners in force, to redirect to.',
      fields: { id: [H], name: [H], kind: [H], contacts: [H] },
    },
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
  queries: {
    careReferrals: root([H], 'care:read'),
    careReferral: root([H], 'care:read'),
    healthPartners: root([H], 'care:read'),
  },
  mutations: {
    updateCareStatus: root([H], 'care:write'),
    redirectReferral: root([H], 'care:write'),
    referToCare: root([C], 'care:write'),
    revokeReferral: root([C], 'care:write'),
  },
};
