import { C, type FeaturePolicy, L, root } from './shape.ts';

const read = [L, C];

export const housingPolicy: FeaturePolicy = {
  types: {
    HousingOffer: {
      table: 'housing_offers',
      why: 'A landlord its own; coordinators all of them, the address in their regions or once they proposed it.',
      fields: {
        id: [L, C],
        externalReference: [L, C],
        status: [L, C],
        landlord: [C],
        site: [L, C],
        commune: [L, C],
        address: [L, C],
        typology: [L, C],
        kind: [L, C],
        surfaceM2: [L, C],
        floor: [L, C],
        lift: [L, C],
        accessibility: [L, C],
        energyClass: [L, C],
        furnished: [L, C],
        rentCents: [L, C],
        chargesCents: [L, C],
        depositCents: [L, C],
        leaseForm: [L, C],
        minOccupants: [L, C],
        maxOccupants: [L, C],
        availableFrom: [L, C],
        description: [L, C],
        confirmedAt: [L, C],
        validUntil: [L, C],
        version: [L, C],
        createdAt: [L, C],
        updatedAt: [L, C],
      },
    },
  },
  queries: {
    housingOffers: root(read, 'housing:read'),
    housingOffer: root(read, 'housing:read'),
  },
  mutations: {
    createHousingOffer: root([L, C], 'housing:write'),
    updateHousingOffer: root([L, C], 'housing:write'),
    publishHousingOffer: root([L, C], 'housing:write'),
    confirmHousingOffers: root([L, C], 'housing:write'),
    pauseHousingOffer: root([L, C], 'housing:write'),
    withdrawHousingOffer: root([L, C], 'housing:write'),
  },
  inputFields: {
    'HousingOfferFilter.fits': [C],
    '*.landlordId': [C],
  },
};
