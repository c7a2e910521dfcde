package org.sneakyklaus.operation;

import java.io.IOException;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import picocli.CommandLine.IVersionProvider;

/** Prints the version recorded by the build. */
final class Version implements IVersionProvider {

    private static final String NOTED = "META-INF/build-info.properties";

    @Override
    public String[] getVersion() throws IOException {
        var file = new ClassPathResource(NOTED);
        var noted = file.exists() ? PropertiesLoaderUtils.loadProperties(file) : new Properties();
        return new String[] {"Sneaky Klaus " + noted.getProperty("build.version", "(not built)")};
    }
}
