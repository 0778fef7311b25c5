import { everyMinute } from '../../src/time/everyMinute.ts';
import { passTime } from '../../src/time/passTime.ts';
import type { Partner } from '../partner.ts';
import { type Draw, pick } from './moves.ts';
import type { Stage } from './stage.ts';

const leavers = [
  ['LANDLORD', 'landlords'],
  ['EMPLOYER', 'employers'],
  ['HEALTH', 'healths'],
] as const;

/** What happens without a partner's act; it answers whether there was anything for it. */
export function happenings(stage: Stage): Readonly<Record<string, (draw: Draw) => Promise<boolean>>> {
  const { model, served, jobs } = stage;
  return {
    homeUnconfirmed: async ({ row }) => {
      const one = pick(model.homes.filter(model.canPauseHome), row);
      if (!one) return false;
      await served.admin`update housing_offers set valid_until = now() - interval '1 minute' where id = ${stage.uuid(one)}`;
      await passTime(jobs, everyMinute);
      one.status = 'EXPIRED';
      return true;
    },
    proposalUnanswered: async ({ row }) => {
      const one = pick(model.proposals.filter(model.canDecline), row);
      if (!one) return false;
      await served.admin`update housing_proposals set expires_at = now() - interval '1 minute' where id = ${stage.uuid(one)}`;
      await passTime(jobs, everyMinute);
      model.endProposal(one, 'EXPIRED');
      return true;
    },
    // One landlord, employer or health partner at most.
    partnerLeaves: async ({ row }) => {
      if (model.outOfForce.size > 0) return false;
      const [audience, partners] = pick(leavers, row) ?? leavers[0];
      const partner = stage[partners][2] as Partner;
      await served.admin`update agreements set ended_at = now() where partner_id = ${partner.id}`;
      model.leave(audience, 2);
      return true;
    },
  };
}
