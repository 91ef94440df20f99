/** What the compiler and the build refuse here, beyond the language. */
package outcry.rules;
