import type { Partner } from '../partner.ts';
import type { Family, Referral } from './model.ts';
import { actor, actsOn, becomes, chosen, type Draw, type MoveOf, making, pick } from './moves.ts';
import type { Stage } from './stage.ts';

/** What health partners and coordinators do with persons in care, and the protection of a family. */
export function careMoves(stage: Stage): Readonly<Record<string, MoveOf>> {
  const { model, healths, coordinators } = stage;
  const isInForce = (health: number) => !model.outOfForce.has(`HEALTH ${health}`);
  const onReferral = actsOn<Referral>(stage, {
    ...{ type: 'CareReferral', table: 'care_referrals', things: model.referrals, partners: healths },
    ownerOf: ({ recipient }) => recipient,
    reads: ({ recipient }) => isInForce(recipient),
  });
  const to = (status: string, more: object = {}) =>
    onReferral('updateCareStatus', model.canBecome(status), becomes(status), () => ({ status, ...more }));
  const redirection = ({ other }: Draw) => other % healths.length;
  return {
    refer: (draw) => {
      const person = chosen(stage.persons, model.canRefer, draw);
      if (!person) return null;
      const by = actor(coordinators, person.family.coordinator, draw);
      const input = { personId: stage.id(by, 'Person', person), transportNeeded: false };
      return making<Referral>(
        stage,
        { by, mutation: 'referToCare', input, allowed: draw.slip > 0 && model.canRefer(person) },
        { type: 'CareReferral', field: 'sentReferral', things: model.referrals },
        { person, recipient: 0, status: 'SENT', from: null },
      );
    },
    acknowledge: to('ACKNOWLEDGED'),
    waitlist: to('WAITLISTED'),
    takeIntoCare: to('IN_CARE'),
    pauseCare: to('PAUSED'),
    concludeCare: to('CONCLUDED'),
    declineCare: to('DECLINED', { declineReason: 'NO_CAPACITY' }),
    redirect: async (draw) => {
      const other = redirection(draw);
      const partner = healths[other] as Partner;
      const move = await onReferral(
        'redirectReferral',
        (one) => model.canRedirect(one) && one.recipient !== other && isInForce(other),
        async (one) => {
          const next = model.redirect(one, other);
          await stage.findNext(next, one);
        },
      )(draw);
      return move && { ...move, input: { ...move.input, to: stage.partnerId(move.by, partner) } };
    },
    revokeReferral: (draw) => {
      const one = pick(
        model.referrals.filter(({ from }) => from === null),
        draw.row,
      );
      if (!one) return null;
      const by = actor(coordinators, one.person.family.coordinator, draw);
      const reason = draw.other % 2 === 0 ? 'REVOKED' : 'ENTERED_IN_ERROR';
      const input = { id: stage.id(by, 'CareReferral', one), reason };
      // It says the same of one that lives and of one that has ended.
      return {
        by,
        mutation: 'revokeReferral',
        input,
        allowed: draw.slip > 0,
        done: () => model.endReferral(one, reason),
      };
    },
    protect: (draw) => {
      const others = stage.families.filter(({ isProtected }) => !isProtected);
      if (others.length < stage.families.length - 1) return null;
      return actsOn<Family>(stage, {
        ...{ type: 'Family', table: 'families', things: others, partners: coordinators },
        ownerOf: ({ coordinator }) => coordinator,
        reads: () => true,
      })(
        'updateFamily',
        () => true,
        (family) => model.protect(family),
        () => ({ protected: true }),
      )(draw);
    },
  };
}
