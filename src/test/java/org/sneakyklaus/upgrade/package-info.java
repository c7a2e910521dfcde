/**
 * Whether an installation of any release can be upgraded to what is there now. Of each release a database is kept under
 * {@code src/test/resources/released/}, as the application itself had made it, with its key and with what people saw
 * and kept then. {@link org.sneakyklaus.upgrade.UpgradeIT} starts the application of now on each of them.
 *
 * <p>The one of the next release is made by every run of {@link org.sneakyklaus.upgrade.NextReleaseIT}, on SQLite. When
 * a version is released, keep it, and never change it again:
 *
 * <pre>
 * ./mvnw verify -Dit.test=NextReleaseIT
 * cp -r target/released/next src/test/resources/released/0.2.0
 * </pre>
 *
 * <p>From then on the files of its migrations cannot be edited, which {@code ReleasedMigrationsTest} sees to. Whoever
 * adds a table or a column lets {@link org.sneakyklaus.upgrade.Story} fill it and {@link org.sneakyklaus.upgrade.Seen}
 * see it.
 */
@NullMarked
package org.sneakyklaus.upgrade;

import org.jspecify.annotations.NullMarked;
