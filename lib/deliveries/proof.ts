/** placeholder */
export type Proof = 'webhook' | 'log' | 'dkim' | 'message-id' | 'queue-id' | 'provider-id'
