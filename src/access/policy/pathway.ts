import { C, type FeaturePolicy, from, root } from './shape.ts';

export const pathwayPolicy: FeaturePolicy = {
  types: {
    RightsStep: {
      table: 'rights_steps',
      why: 'Of a family that one follows. No disability benefit is among them: it would be a health fact.',
      fields: {
        id: [C],
        definition: [C],
        authority: from([C], 'definition'),
        dependsOn: from([C], 'definition'),
        family: [C],
        person: [C],
        status: [C],
        submittedOn: [C],
        grantedOn: [C],
        blocker: [C],
        blockedBy: from([C], 'definition', 'status'),
        waitsForHome: from([C], 'definition', 'status'),
        version: [C],
        createdAt: [C],
        updatedAt: [C],
      },
    },
    RightsBlocker: {
      why: 'Of families that one follows.',
      fields: { step: [C], authority: [C], since: [C], blocks: [C], nextAction: [C] },
    },
  },
  queries: { rightsBlockers: root([C], 'families:read') },
  mutations: { updateRightsStep: root([C], 'families:write') },
};
