import { randomUUID } from 'node:crypto';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import type { Served } from '../served.ts';
import { idFor } from './people.ts';

/** A cook's position in Aurillac. */
export const position = {
  title: 'Cuisinier (H/F)',
  rome: 'G1602',
  contract: 'CDI',
  hoursPerWeek: 35,
  grossHourlyCents: 1400,
  positions: 1,
  communeCode: '15014',
  minFrench: 'A1',
  licenceRequired: false,
  transportProvided: false,
  startsOn: inDays(20),
};

export interface Versioned {
  id: string;
  version: number;
}

/** The id and version of an application as one partner reads it. */
export async function applicationOf(reader: Partner, id: string): Promise<Versioned> {
  const { jobApplication } = await reader.read(
    'query One($id: ID!) { jobApplication(id: $id) { id version } }',
    { id },
  );
  return jobApplication;
}

/** A partner's act on an application that it names by its own id, at the version that it reads now. */
export async function answer(
  partner: Partner,
  mutation: string,
  id: string,
  more: object = {},
): Promise<Versioned & { status: string }> {
  const { version } = await applicationOf(partner, id);
  const done = await partner.does(
    mutation,
    { id, expectedVersion: version, ...more },
    'jobApplication { id status version }',
  );
  return done.jobApplication;
}

/** An open position; answers its uuid too, by which other partners' ids of it are found. */
export async function openPosition(employer: Partner, served: Served, more: object = {}) {
  const { jobOffer } = await employer.does(
    'createJobOffer',
    { ...position, ...more },
    'jobOffer { id version }',
  );
  await employer.does(
    'publishJobOffer',
    { id: jobOffer.id, expectedVersion: jobOffer.version },
    'jobOffer { status }',
  );
  const [row] =
    await served.admin`select id from job_offers where partner_id = ${employer.id} order by created_at desc limit 1`;
  return { id: jobOffer.id as string, uuid: String(row?.id) };
}

/** Presents a person; answers the application's id for the coordinator and for the employer. */
export async function present(
  served: Served,
  coordinator: Partner,
  employer: Partner,
  offerUuid: string,
  personUuid: string,
) {
  const { jobApplication } = await coordinator.does(
    'presentCandidate',
    {
      offerId: idFor(served.world, coordinator, 'JobOffer', offerUuid),
      personId: idFor(served.world, coordinator, 'Person', personUuid),
    },
    'jobApplication { id }',
  );
  const [row] =
    await served.admin`select id from job_applications where offer_id = ${offerUuid} and person_id = ${personUuid}
    order by created_at desc limit 1`;
  const uuid = String(row?.id);
  return {
    uuid,
    coordinators: jobApplication.id as string,
    employers: idFor(served.world, employer, 'JobApplication', uuid),
  };
}

/** Walks a presented application to ACCEPTED. */
export async function acceptAll(
  coordinator: Partner,
  employer: Partner,
  application: { coordinators: string; employers: string },
): Promise<void> {
  await answer(employer, 'expressInterest', application.employers);
  await answer(coordinator, 'discloseCandidate', application.coordinators);
  await answer(employer, 'acceptApplication', application.employers);
}

export const newKey = () => `idem-${randomUUID()}`;
