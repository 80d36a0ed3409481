/** Why a demo takes in nothing, and what to do. */
export const DEMO_REFUSAL =
  'This is a demo with generated data, and nothing real is mixed with it: start your own Signet with npm start.'
