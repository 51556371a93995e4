/** Commits a text with its images through GraphQL: signed by GitHub, so the commits are verified. */
import { z } from 'zod'
import { MAX_COMMIT_BYTES, type StoredImage } from '../../../domain/pads/pad-image.ts'
import type { NewCommit } from '../../../ports/images.ts'
import { checked, writtenOrFound } from '../client/answers.ts'
import type { GitHubClient } from '../client/client.ts'
import { listFolder, type Place } from './repository-files.ts'

const COMMIT = `mutation MinutesCommit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`
const Committed = z.object({ createCommitOnBranch: z.object({ commit: z.object({ oid: z.string() }) }) })

export type Committing = {
  readonly client: GitHubClient
  readonly place: Place
  readonly readFile: (path: string, ref: string) => Promise<string | null>
  /** Of the branch. */
  readonly head: () => Promise<string | null>
}

/** The new head. Images that are too large for one commit come before the text, so that it never shows one that is not there. */
export async function commitFile(tools: Committing, commit: NewCommit): Promise<string> {
  const { expectedHead, path, text, message, images = [], imagesMessage = null } = commit
  const parts = imagesMessage === null ? [] : inParts(images)
  let head = expectedHead
  for (const part of parts) {
    const isThere = async (at: string) => {
      const there = new Set(await listFolder(tools.client, tools.place, '', at))
      return part.every((image) => there.has(image.path))
    }
    head = await commitOnce(tools, { branch: commit.branch, head, message: imagesMessage ?? message, files: part.map(imageFile) }, isThere)
  }
  const files = [...(parts.length === 0 ? images.map(imageFile) : []), { path, contents: Buffer.from(text, 'utf8').toString('base64') }]
  const isThere = async (at: string) => (await tools.readFile(path, at)) === text
  const removed = commit.movedFrom === undefined ? [] : [{ path: commit.movedFrom }]
  return commitOnce(tools, { branch: commit.branch, head, message, files, removed }, isThere)
}

type NewFiles = {
  readonly branch: string
  readonly head: string
  readonly message: string
  /** `contents` in base64. */
  readonly files: readonly { readonly path: string; readonly contents: string }[]
  readonly removed?: readonly { readonly path: string }[]
}

async function commitOnce(tools: Committing, commit: NewFiles, isThere: (head: string) => Promise<boolean>): Promise<string> {
  const { client, place } = tools
  const [headline = '', ...body] = commit.message.split('\n')
  const input = {
    branch: { repositoryNameWithOwner: `${place.owner}/${place.repo}`, branchName: commit.branch },
    expectedHeadOid: commit.head,
    message: { headline, body: body.join('\n').trim() },
    fileChanges: { additions: commit.files, ...(commit.removed?.length ? { deletions: commit.removed } : {}) },
  }
  return writtenOrFound(
    async () => checked(Committed, await client.graphql<unknown>(COMMIT, { input })).createCommitOnBranch.commit.oid,
    async () => {
      const head = await tools.head()
      return head !== null && head !== commit.head && (await isThere(head)) ? head : null
    },
  )
}

function imageFile({ path, bytes }: StoredImage) {
  return { path, contents: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') }
}

/** Each as large as one commit may be. */
function inParts(images: readonly StoredImage[]): readonly (readonly StoredImage[])[] {
  const parts: StoredImage[][] = []
  let size = 0
  for (const image of images) {
    size += image.bytes.length
    if (parts.length === 0 || size > MAX_COMMIT_BYTES) {
      parts.push([])
      size = image.bytes.length
    }
    parts.at(-1)?.push(image)
  }
  return parts
}
