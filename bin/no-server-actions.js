/** The linter's rule of our own: what changes something is a route handler, whose door is looked at before its body is. */
export default {
  meta: { name: 'signet' },
  rules: {
    'no-server-actions': {
      create: (context) => ({
        ExpressionStatement(node) {
          if (node.directive === 'use server')
            context.report({
              node,
              message:
                'No server actions: write a route handler in app/api/v1, with its entry in e2e/doors.process.test.ts.',
            })
        },
      }),
    },
  },
}
