-- The two roles and the database of the portal; may run again at any time.
--   portal_owner  owns the database, migrates and loads; may create databases, for the tests
--   portal_web    web server and worker: owns nothing; each right is granted after the migrations
-- On a server of your own: psql -f portal/start/roles.sql, then give each role a password.
SELECT 'CREATE ROLE portal_owner LOGIN CREATEDB'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_owner') \gexec
SELECT 'CREATE ROLE portal_web LOGIN'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_web') \gexec
-- The owner can take the lesser role, which is how tests run as the web server does.
SELECT 'GRANT portal_web TO portal_owner'
 WHERE NOT pg_has_role('portal_owner', 'portal_web', 'MEMBER') \gexec
SELECT 'CREATE DATABASE portal OWNER portal_owner'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'portal') \gexec
