/** The auditor: compares what the venue has, clients were told and the journal says, all along. */
package outcry.simulation.audit;
