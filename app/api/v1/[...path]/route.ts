import { route } from '../handle.ts'
import { problem } from '../respond.ts'

/** Who may not ask learns nothing of what there is. */
const nothingHere = route('outcome', () =>
  problem(404, 'There is nothing at this address: /api/v1/openapi.json lists what there is.'),
)

export { nothingHere as DELETE, nothingHere as GET, nothingHere as PATCH, nothingHere as POST, nothingHere as PUT }
