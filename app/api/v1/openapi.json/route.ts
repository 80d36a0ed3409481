import openapi from './openapi.json' with { type: 'json' }

export function GET(): Response {
  return Response.json(openapi)
}
