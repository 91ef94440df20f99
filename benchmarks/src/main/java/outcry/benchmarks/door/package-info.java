/** Benchmarks of a whole process through its front door, with the load in a process of its own. */
package outcry.benchmarks.door;
