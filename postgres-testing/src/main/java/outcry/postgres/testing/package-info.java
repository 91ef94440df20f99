/** A PostgreSQL server for tests, started from the binaries of the machine. */
package outcry.postgres.testing;
