/** The database migrations. A released step is never changed; add new ones at the end. */
import { type Kysely, type Migration, sql } from 'kysely'
import { moveEarlierSchedule } from './earlier-schedule.ts'

export const migrations: Record<string, Migration> = {
  '2026-11-24-snapshots': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('snapshots')
        .addColumn('owner', 'text', (column) => column.notNull())
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn('taken_at', 'text', (column) => column.notNull())
        .addColumn('complete', 'boolean', (column) => column.notNull())
        // Text and not jsonb: what was kept comes back as it was, character by character.
        .addColumn('snapshot', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('snapshots_key', ['owner', 'number', 'taken_at'])
        .execute()
      await db.schema
        .createTable('deliveries')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('event', 'text', (column) => column.notNull())
        .addColumn('received_at', 'text', (column) => column.notNull())
        .addColumn('payload', 'text')
        .addColumn('finished_at', 'text')
        .execute()
      await db.schema
        .createTable('audit')
        .addColumn('id', 'bigserial', (column) => column.primaryKey())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('place', 'text', (column) => column.notNull())
        .addColumn('why', 'text', (column) => column.notNull())
        .addColumn('url', 'text')
        .execute()
    },
  },
  '2026-11-25-comments': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('comments')
        .addColumn('epic', 'text', (column) => column.primaryKey())
        .addColumn('comment_id', 'text', (column) => column.notNull())
        .addColumn('findings', 'text', (column) => column.notNull())
        .execute()
    },
  },
  '2026-11-26-looks': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('looks')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('at', 'text', (column) => column.notNull())
        .execute()
    },
  },
  '2026-11-26-work': {
    async up(db: Kysely<unknown>) {
      // When a delivery is next to be worked on; in the future while a process holds it.
      await db.schema
        .alterTable('deliveries')
        .addColumn('due_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
        .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('holder', 'text')
        .execute()
      await sql`create index deliveries_unfinished on deliveries (due_at) where finished_at is null`.execute(db)
      await db.schema
        .createTable('claims')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('holder', 'text', (column) => column.notNull())
        .addColumn('until', 'timestamptz', (column) => column.notNull())
        // Never to be done again: a command of a person.
        .addColumn('done', 'boolean', (column) => column.notNull())
        .execute()
    },
  },
  '2026-11-27-history': {
    async up(db: Kysely<unknown>) {
      const ofBoard = (table: string) =>
        db.schema
          .createTable(table)
          .addColumn('owner', 'text', (column) => column.notNull())
          .addColumn('number', 'integer', (column) => column.notNull())
      await ofBoard('boards')
        .addColumn('position', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('boards_key', ['owner', 'number'])
        .execute()
      await ofBoard('board_snapshots')
        .addColumn('taken_at', 'text', (column) => column.notNull())
        .addColumn('complete', 'boolean', (column) => column.notNull())
        .addColumn('position', 'integer', (column) => column.notNull())
        .addColumn('head', 'text', (column) => column.notNull())
        .addColumn('changes', 'text')
        .addPrimaryKeyConstraint('board_snapshots_key', ['owner', 'number', 'taken_at'])
        .execute()
      await sql`create index board_snapshots_position on board_snapshots (owner, number, position)`.execute(db)
      await ofBoard('board_parts')
        .addColumn('name', 'text', (column) => column.notNull())
        // Text and not jsonb: what was kept comes back as it was, character by character.
        .addColumn('value', 'text', (column) => column.notNull())
        .addColumn('kind', 'text')
        .addColumn('ref', 'text')
        .addColumn('item_id', 'text')
        .addColumn('node_id', 'text')
        .addPrimaryKeyConstraint('board_parts_key', ['owner', 'number', 'name'])
        .execute()
      await sql`create index board_parts_ref on board_parts (owner, number, ref)`.execute(db)
      await sql`create index board_parts_item on board_parts (owner, number, item_id)`.execute(db)
      await sql`create index board_parts_node on board_parts (owner, number, node_id)`.execute(db)
      await ofBoard('board_changes')
        .addColumn('position', 'integer', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('was', 'text')
        .addPrimaryKeyConstraint('board_changes_key', ['owner', 'number', 'position', 'name'])
        .execute()
      await ofBoard('epic_children')
        .addColumn('epic', 'text', (column) => column.notNull())
        .addColumn('child', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('epic_children_key', ['owner', 'number', 'child', 'epic'])
        .execute()
      await sql`create index epic_children_epic on epic_children (owner, number, epic)`.execute(db)
    },
  },
  '2026-11-28-jobs': {
    async up(db: Kysely<unknown>) {
      // Work that times brought was kept among the webhooks. What was not done falls due again, what was done does not.
      await db.schema
        .createTable('times')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('at', 'text', (column) => column.notNull())
        .execute()
      await moveEarlierSchedule(db)
      await db.schema.dropIndex('deliveries_unfinished').execute()
      await db.schema.alterTable('deliveries').dropColumn('due_at').dropColumn('attempts').dropColumn('holder').execute()
      // What webhooks named, until it is looked at again.
      await db.schema
        .createTable('touched')
        .addColumn('id', 'uuid', (column) => column.primaryKey().defaultTo(sql`gen_random_uuid()`))
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('event', 'text', (column) => column.notNull())
        .addColumn('names', 'text', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('touched_key').on('touched').column('key').execute()
    },
  },
  '2026-11-28-touched-age': {
    async up(db: Kysely<unknown>) {
      // What is never looked at, since its job is a dead letter, goes with that.
      await db.schema
        .alterTable('touched')
        .addColumn('noted_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
        .execute()
    },
  },
  '2026-11-29-usage': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('usage')
        .addColumn('day', 'text', (column) => column.primaryKey())
        .addColumn('requests', 'integer', (column) => column.notNull())
        .addColumn('failed', 'integer', (column) => column.notNull())
        .addColumn('points', 'integer', (column) => column.notNull())
        .addColumn('least_left', 'double precision')
        .execute()
    },
  },
  '2026-11-30-board-revision': {
    async up(db: Kysely<unknown>) {
      // Who writes a snapshot compares it first, without keeping others from the board meanwhile.
      await db.schema
        .alterTable('boards')
        .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
    },
  },
  '2026-11-30-hook-asks': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('hook_asks')
        .addColumn('guid', 'text', (column) => column.primaryKey())
        .addColumn('asked_at', 'text', (column) => column.notNull())
        .execute()
    },
  },
}
