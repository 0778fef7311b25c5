import type { Sql } from '../../src/database/connections.ts';
import { connectJobs } from '../../src/database/connections.ts';
import { jobsUrl } from '../../src/database/jobsLogin.ts';
import { consent, publishHome, registerFamily, sendProposal } from '../journeys/homes.ts';
import { addFamily, idFor } from '../journeys/people.ts';
import { openPosition, present } from '../journeys/positions.ts';
import type { Partner } from '../partner.ts';
import type { Served } from '../served.ts';

export interface TimeScene {
  served: Served;
  coordinator: Partner;
  landlord: Partner;
  employer: Partner;
  /** As the worker connects. */
  jobs: Sql;
}

export async function timeScene(served: Served): Promise<TimeScene> {
  return {
    served,
    coordinator: await served.add('COORDINATOR'),
    landlord: await served.add('LANDLORD'),
    employer: await served.add('EMPLOYER'),
    jobs: connectJobs(jobsUrl(served.world.adminUrl, served.world.secret)),
  };
}

let homes = 0;

/** A home of the landlord; its uuid. */
export async function publishedHome({ served, landlord }: TimeScene, reference = `T-${++homes}`) {
  await publishHome(landlord, { externalReference: reference });
  const [row] = await served.admin`select id from housing_offers where external_reference = ${reference}`;
  return { reference, id: String(row?.id) };
}

/** A family's card before the landlord; the proposal's uuid and its sealed ids. */
export async function sentProposal(scene: TimeScene) {
  const { served, coordinator, landlord } = scene;
  const offer = await publishedHome(scene);
  const family = await registerFamily(coordinator);
  for (const { id } of family.adults) await consent(coordinator, id, 'HOUSING_IDENTITY');
  const sent = await sendProposal(coordinator, family, offer.reference);
  const [row] = await served.admin`select id, family_id from housing_proposals where offer_id = ${offer.id}`;
  const id = String(row?.id);
  return {
    id,
    offer,
    familyId: String(row?.family_id),
    coordinators: sent,
    landlords: idFor(served.world, landlord, 'HousingProposal', id),
  };
}

/** A candidate presented to the employer. */
export async function presentedApplication(scene: TimeScene) {
  const { served, coordinator, employer } = scene;
  const family = await addFamily(served.admin, {
    followedBy: coordinator.id,
    consents: ['EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'],
  });
  const offer = await openPosition(employer, served);
  const [person] = family.adults;
  return present(served, coordinator, employer, offer.uuid, person?.id ?? '');
}

/** State, then who the journal says moved the row there and why. */
export async function lastMove(admin: Sql, id: string): Promise<string[]> {
  const [row] = await admin`select to_state, audience, mutation from journal_entries
    where row_id = ${id} order by at desc limit 1`;
  return [row?.to_state, row?.audience, row?.mutation];
}
