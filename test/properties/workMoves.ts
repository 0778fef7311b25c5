import { randomUUID } from 'node:crypto';
import { position } from '../journeys/positions.ts';
import type { Partner } from '../partner.ts';
import { type Application, hoursOfWork, type Position, positionsEach } from './model.ts';
import { actor, actsOn, becomes, chosen, type MoveOf, making, pick } from './moves.ts';
import type { Stage } from './stage.ts';

const purposes = [
  'HOUSING_IDENTITY',
  'EMPLOYMENT_CARD',
  'EMPLOYMENT_IDENTITY',
  'CARE',
  'EMPLOYMENT_CARD',
  'EMPLOYMENT_IDENTITY',
];

/** What employers and coordinators do with positions, and what persons agree to. */
export function workMoves(stage: Stage): Readonly<Record<string, MoveOf>> {
  const { model, employers, coordinators } = stage;
  const isInForce = (employer: number) => !model.outOfForce.has(`EMPLOYER ${employer}`);
  const onPosition = actsOn<Position>(stage, {
    ...{ type: 'JobOffer', table: 'job_offers', things: model.positions, partners: employers },
    ownerOf: ({ employer }) => employer,
    reads: ({ employer }) => isInForce(employer),
  });
  const applications = {
    type: 'JobApplication',
    table: 'job_applications',
    things: model.applications,
  } as const;
  const forPerson = actsOn<Application>(stage, {
    ...{ ...applications, partners: coordinators },
    ownerOf: ({ person }) => person.family.coordinator,
    reads: () => true,
  });
  const forEmployer = actsOn<Application>(stage, {
    ...{ ...applications, partners: employers },
    ownerOf: (application) => application.position.employer,
    reads: (application) => isInForce(application.position.employer),
  });
  const isPresented = ({ status }: Application) => status === 'PRESENTED';
  const canAccept = (one: Application) => one.status === 'DISCLOSED' && model.hasRoom(one.position);
  return {
    createPosition: ({ row }) => {
      const employer = row % 3;
      const by = employers[employer] as Partner;
      const input = {
        ...position,
        positions: positionsEach,
        hoursPerWeek: hoursOfWork,
        externalReference: randomUUID(),
      };
      return making<Position>(
        stage,
        { by, mutation: 'createJobOffer', input, allowed: isInForce(employer) },
        { type: 'JobOffer', field: 'jobOffer', things: model.positions },
        { employer, status: 'DRAFT', filled: 0 },
      );
    },
    publishPosition: onPosition('publishJobOffer', model.canPublishPosition, becomes('OPEN')),
    pausePosition: onPosition('pauseJobOffer', model.canPausePosition, becomes('PAUSED')),
    withdrawPosition: onPosition('withdrawJobOffer', model.canWithdrawPosition, (one) =>
      model.withdrawPosition(one),
    ),
    present: (draw) => {
      const offer = chosen(model.positions, ({ status }) => status === 'OPEN', draw);
      const person =
        offer && chosen(stage.persons, (one) => model.canPresent(one, offer), { ...draw, row: draw.other });
      if (!offer || !person) return null;
      const by = actor(coordinators, person.family.coordinator, draw);
      const input = { offerId: stage.id(by, 'JobOffer', offer), personId: stage.id(by, 'Person', person) };
      return making<Application>(
        stage,
        {
          by,
          mutation: 'presentCandidate',
          input,
          allowed: draw.slip > 0 && model.canPresent(person, offer),
        },
        { type: 'JobApplication', field: 'jobApplication', things: model.applications },
        { position: offer, person, status: 'PRESENTED' },
      );
    },
    express: forEmployer('expressInterest', isPresented, becomes('INTERESTED')),
    disclose: forPerson('discloseCandidate', model.canDisclose, becomes('DISCLOSED')),
    acceptCandidate: forEmployer('acceptApplication', canAccept, becomes('ACCEPTED')),
    hire: forEmployer(
      'confirmHire',
      model.canHire,
      (one) => model.hire(one),
      () => ({ startsOn: position.startsOn, hoursPerWeek: hoursOfWork }),
    ),
    declineCandidate: forEmployer('declineApplication', model.canEnd, becomes('DECLINED'), () => ({
      reason: 'OTHER',
    })),
    withdrawCandidate: forPerson('withdrawApplication', model.canEnd, becomes('WITHDRAWN')),
    consent: (draw) => {
      const purpose = pick(purposes, draw.other) ?? '';
      const person = chosen(stage.persons, ({ consents }) => !consents.has(purpose), draw);
      if (!person) return null;
      const by = actor(coordinators, person.family.coordinator, draw);
      const personId = stage.id(by, 'Person', person);
      const input = { personId, givenByPersonId: personId, purpose, form: 'SIGNED', language: 'apc' };
      return {
        by,
        mutation: 'recordConsent',
        input,
        allowed: draw.slip > 0,
        done: () => void person.consents.add(purpose),
      };
    },
    revoke: async (draw) => {
      const given = stage.persons.flatMap((person) =>
        [...person.consents].map((purpose) => ({ person, purpose })),
      );
      const one = pick(given, draw.row);
      if (!one) return null;
      await stage.findConsent(one, one.person, one.purpose);
      const consents = { type: 'Consent', table: 'consents', things: [one], partners: coordinators } as const;
      const onConsent = actsOn<typeof one>(stage, {
        ...consents,
        ownerOf: ({ person }) => person.family.coordinator,
        reads: () => true,
      });
      return onConsent(
        'revokeConsent',
        () => true,
        ({ person, purpose }) => model.revoke(person, purpose),
      )(draw);
    },
  };
}
