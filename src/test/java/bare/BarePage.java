package bare;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One row of ten thousand, found by its index, on a page. */
@Controller
class BarePage implements ApplicationRunner {

    private final JdbcClient jdbc;

    BarePage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        jdbc.sql("CREATE TABLE exchange (id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL)")
                .update();
        jdbc.sql("""
                        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 10000)
                        INSERT INTO exchange (slug, name) SELECT 'slug-' || n, 'Exchange ' || n FROM numbers""").update();
    }

    @GetMapping("/exchange/{slug}")
    String page(@PathVariable String slug, Model model) {
        model.addAttribute(
                "name",
                jdbc.sql("SELECT name FROM exchange WHERE slug = ?")
                        .param(slug)
                        .query(String.class)
                        .single());
        return "bare";
    }
}
