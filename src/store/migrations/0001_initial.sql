-- Words in braces stand for what the databases say differently; src/store/migrations.ts names them.
-- Every key begins with the organization. Text is compared bytewise.

create table instance (
  key {text} not null primary key,
  value {text} not null
) {keyed};

create table organization (
  org {text} not null primary key,
  name {text} not null,
  name_key {text} not null,
  created {int} not null
) {keyed};
create unique index organization_by_name on organization (name_key);

create table object (
  org {text} not null,
  id {text} not null,
  type {text} not null,
  version {int} not null,
  created {int} not null,
  modified {int} not null,
  deleted {int},
  external {json} not null,
  doc {json} not null,
  primary key (org, id)
) {rows};
create index object_by_type on object (org, type, id);
create index object_alive on object (org, type, id) where deleted is null;

-- No index by object: a writer knows the document and so its entries. An import, which does not, reads them all.
create table object_key (
  org {text} not null,
  type {text} not null,
  path {text} not null,
  value {text} not null,
  id {text} not null,
  primary key (org, type, path, value, id)
) {keyed};

create table claim (
  org {text} not null,
  type {text} not null,
  path {text} not null,
  value {text} not null,
  id {text} not null,
  primary key (org, type, path, value)
) {keyed};

create table membership (
  org {text} not null,
  group_id {text} not null,
  member_id {text} not null,
  member_type {text} not null,
  primary key (org, group_id, member_id)
) {keyed};
create index membership_by_member on membership (org, member_id, group_id);

create table former_membership (
  org {text} not null,
  group_id {text} not null,
  member_id {text} not null,
  member_type {text} not null,
  primary key (org, member_id, group_id)
) {keyed};

create table feed (
  {place},
  org {text} not null,
  kind {text} not null,
  object {text} not null,
  other {text},
  sign {int} not null,
  at {int} not null
) {rows};
create index feed_by_place on feed (org, {place_columns});

create table application (
  org {text} not null,
  id {text} not null,
  name {text} not null,
  name_key {text} not null,
  connector {text} not null,
  config {json} not null,
  secret {text},
  mappings {json},
  settings {json} not null,
  version {int} not null,
  created {int} not null,
  modified {int} not null,
  primary key (org, id)
) {rows};
create unique index application_by_name on application (org, name_key);

create table provisioning (
  org {text} not null,
  app {text} not null,
  state {text} not null,
  watermark {text},
  config_version {int} not null,
  abilities {json},
  quarantine {json},
  next_run {int},
  version {int} not null,
  primary key (org, app)
) {rows};

create table principal (
  org {text} not null,
  id {text} not null,
  app {text},
  kind {text} not null,
  name {text} not null,
  created {int} not null,
  removed {int},
  primary key (org, id)
) {keyed};

create table assignment (
  org {text} not null,
  app {text} not null,
  subject {text} not null,
  subject_type {text} not null,
  role {text},
  created {int} not null,
  primary key (org, app, subject)
) {keyed};
create index assignment_by_subject on assignment (org, subject);

create table link (
  org {text} not null,
  app {text} not null,
  object {text} not null,
  type {text} not null,
  account {text} not null,
  status {text} not null,
  scope {text} not null,
  provenance {text} not null,
  projected {json} not null,
  hash {text} not null,
  version {int} not null,
  created {int} not null,
  modified {int} not null,
  primary key (org, app, object)
) {rows};
create unique index link_by_account on link (org, app, type, account);

create table link_member (
  org {text} not null,
  app {text} not null,
  group_id {text} not null,
  member_id {text} not null,
  primary key (org, app, group_id, member_id)
) {keyed};
create index link_member_by_member on link_member (org, app, member_id);

create table pending (
  org {text} not null,
  app {text} not null,
  object {text} not null,
  reason {text} not null,
  waiting_for {text},
  attempts {int} not null,
  next_attempt {int} not null,
  parked {int} not null,
  fault {json},
  since {int} not null,
  primary key (org, app, object)
) {rows};
create index pending_by_awaited on pending (org, app, waiting_for);
create index pending_by_time on pending (org, app, next_attempt);

create table approval (
  org {text} not null,
  app {text} not null,
  object {text} not null,
  verb {text} not null,
  answer {text} not null,
  actor {text} not null,
  created {int} not null,
  expires {int} not null,
  primary key (org, app, object)
) {keyed};

create table plan (
  org {text} not null,
  id {text} not null,
  app {text} not null,
  kind {text} not null,
  state {text} not null,
  created {int} not null,
  config_version {int} not null,
  watermark {text},
  upto {text},
  hash {text},
  counts {json} not null,
  notes {json},
  primary key (org, id)
) {rows};
create index plan_by_app on plan (org, app, id);
create index plan_by_state on plan (org, app, state, id);

create table decision (
  org {text} not null,
  plan {text} not null,
  n {int} not null,
  object {text} not null,
  type {text} not null,
  verb {text} not null,
  name {text} not null,
  account {text},
  object_version {int} not null,
  link_version {int} not null,
  reasons {json},
  changes {json},
  desired {json},
  outcome {text},
  primary key (org, plan, n)
) {rows};

create table plan_member (
  org {text} not null,
  plan {text} not null,
  group_id {text} not null,
  member_id {text} not null,
  sign {int} not null,
  primary key (org, plan, group_id, member_id)
) {keyed};

create table cycle (
  org {text} not null,
  id {text} not null,
  app {text} not null,
  plan {text},
  kind {text} not null,
  state {text} not null,
  started {int} not null,
  ended {int},
  counts {json} not null,
  closed {int} not null,
  message {json},
  primary key (org, id)
) {rows};
create index cycle_by_app on cycle (org, app, id);
create index cycle_by_state on cycle (org, app, state, id);

create table journal (
  org {text} not null,
  id {text} not null,
  app {text} not null,
  cycle {text} not null,
  object {text} not null,
  type {text} not null,
  operation {text} not null,
  state {text} not null,
  account {text},
  request {json} not null,
  outcome {json},
  created {int} not null,
  modified {int} not null,
  primary key (org, id)
) {rows};
-- Over all states: one over the open ones alone is out of reach for statements whose states are parameters.
create index journal_by_state on journal (org, app, state, id);

create table exchange (
  org {text} not null,
  id {text} not null,
  app {text} not null,
  step {text},
  at {int} not null,
  ms {int} not null,
  method {text} not null,
  url {text} not null,
  status {int},
  ok {int} not null,
  request {json} not null,
  response {json} not null,
  primary key (org, id)
) {rows};
create index exchange_by_app on exchange (org, app, id);
create index exchange_by_step on exchange (org, step, id);
-- The ring of good exchanges; failed ones stay and must not slow it down.
create index exchange_ring on exchange (org, app, id) where ok = 1;

create table provisioning_log (
  org {text} not null,
  id {text} not null,
  app {text} not null,
  cycle {text} not null,
  step {text},
  object {text} not null,
  type {text} not null,
  name {text} not null,
  account {text},
  action {text} not null,
  status {text} not null,
  reasons {json},
  changes {json},
  fault {json},
  at {int} not null,
  primary key (org, id)
) {rows};
create index provisioning_log_by_app on provisioning_log (org, app, id);
create index provisioning_log_by_object on provisioning_log (org, app, object, id);
create index provisioning_log_deprovisioned on provisioning_log (org, app, type, at)
  where status = 'success' and action in ('disable', 'delete');

create table audit (
  org {text} not null,
  id {text} not null,
  at {int} not null,
  actor {text} not null,
  service {text} not null,
  category {text} not null,
  activity {text} not null,
  target {text} not null,
  detail {json} not null,
  seal {text},
  primary key (org, id)
) {rows};

create table token (
  org {text} not null,
  id {text} not null,
  hash {text} not null,
  kind {text} not null,
  principal {text},
  profile {text},
  name {text} not null,
  created {int} not null,
  expires {int} not null,
  revoked {int},
  primary key (org, id)
) {keyed};
create unique index token_by_hash on token (hash);

create table secret (
  org {text} not null,
  id {text} not null,
  key_id {text} not null,
  sealed {text} not null,
  created {int} not null,
  primary key (org, id)
) {rows};

create table source (
  org {text} not null,
  name {text} not null,
  people {int} not null,
  groups {int} not null,
  "import" {text},
  completed {int},
  primary key (org, name)
) {keyed};

create table source_object (
  org {text} not null,
  source {text} not null,
  type {text} not null,
  key {text} not null,
  object {text} not null,
  hash {text} not null,
  primary key (org, source, type, key)
) {keyed};
create index source_object_by_object on source_object (org, object);

create table "import" (
  org {text} not null,
  id {text} not null,
  source {text} not null,
  state {text} not null,
  created {int} not null,
  ended {int},
  progress {json} not null,
  result {json},
  primary key (org, id)
) {rows};

-- Staged rows are kept in the order of their file, so that to stage one is to append it.
create table import_object (
  org {text} not null,
  "import" {text} not null,
  type {text} not null,
  line {int} not null,
  key {text} not null,
  name {text} not null,
  name_key {text} not null,
  manager_key {text},
  manager_name {text},
  new_id {text} not null,
  hash {text} not null,
  doc {json} not null,
  entries {json} not null,
  primary key (org, "import", type, line)
) {rows};

create table import_member (
  org {text} not null,
  "import" {text} not null,
  line {int} not null,
  group_key {text} not null,
  member_kind {text} not null,
  member_key {text} not null,
  member_name {text} not null,
  primary key (org, "import", line)
) {keyed};

-- The store's own: what a staged object may be called in the files, by rank: its key first, then its name.
create table import_name (
  org {text} not null,
  "import" {text} not null,
  type {text} not null,
  text {text} not null,
  rank {int} not null,
  line {int} not null,
  primary key (org, "import", type, text, rank)
) {keyed};

-- Likewise, within a merge: which object each staged one is, and what becomes of it. Leavers have lines below zero.
create table import_action (
  org {text} not null,
  "import" {text} not null,
  type {text} not null,
  line {int} not null,
  object {text} not null,
  manager {text},
  action {text} not null,
  primary key (org, "import", type, line)
) {keyed};

-- Likewise: the memberships that the snapshot has.
create table import_membership (
  org {text} not null,
  "import" {text} not null,
  group_id {text} not null,
  member_id {text} not null,
  member_type {text} not null,
  primary key (org, "import", group_id, member_id)
) {keyed};

-- Likewise: memberships that the merge adds (1) and removes (-1).
create table import_change (
  org {text} not null,
  "import" {text} not null,
  group_id {text} not null,
  member_id {text} not null,
  member_type {text} not null,
  sign {int} not null,
  primary key (org, "import", group_id, member_id)
) {keyed};

create table lease (
  org {text} not null,
  name {text} not null,
  holder {text} not null,
  expires {int} not null,
  version {int} not null,
  primary key (org, name)
) {keyed};
