/** Who may do what from outside: keys, their scopes, and how their requests are signed. */
package outcry.model.access;
