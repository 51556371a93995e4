/** Whether GitHub signed a webhook, by the library that Probot uses for it. */
import { verify } from '@octokit/webhooks-methods'

export function webhookVerifier(secret: string): (body: string, signature: string) => Promise<boolean> {
  return (body, signature) => verify(secret, body, signature)
}
