/** The processes of a chaos run: JVMs, a PostgreSQL server, and how they are hurt. */
package outcry.chaos.process;
