package org.sneakyklaus.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

@AnalyzeClasses(packages = "org.sneakyklaus", importOptions = WrittenByHand.class)
class LayeringTest {

    @ArchTest
    static final ArchRule only_front_doors_know_the_web = noClasses()
            .that(not(resideInAnyPackage(
                    "org.sneakyklaus..web..",
                    "org.sneakyklaus.security..",
                    "org.sneakyklaus.webhook.resend..",
                    "org.sneakyklaus.outbox.transport..")))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("org.sneakyklaus..web..", "jakarta.servlet..", "org.springframework.web.."))
            .because("an operation is called by a page, a job and a command alike");

    @ArchTest
    static final ArchRule matching_is_plain_java = classes()
            .that()
            .resideInAPackage("org.sneakyklaus.matching..")
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "org.sneakyklaus.matching.."))
            .because("the draw must be provable without a database, a clock or a framework");

    @ArchTest
    static final ArchRule only_job_knows_quartz = noClasses()
            .that()
            .resideOutsideOfPackage("org.sneakyklaus.job..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.quartz..", "org.springframework.scheduling.quartz..")
            .because("when things happen is decided in one place");

    @ArchTest
    static final ArchRule pages_do_not_reach_the_database = noClasses()
            .that()
            .resideInAPackage("org.sneakyklaus..web..")
            .should()
            .dependOnClassesThat(assignableTo(Repository.class)
                    .or(resideInAnyPackage("jakarta.persistence..", "org.springframework.jdbc..", "java.sql..")))
            .because("a controller calls one operation or query, which keeps the rules");

    @ArchTest
    static final ArchRule pages_hold_no_transaction = noClasses()
            .that()
            .resideInAPackage("org.sneakyklaus..web..")
            .should()
            .beAnnotatedWith(Transactional.class)
            .because("SQLite has one writer, which must not wait for a page to be rendered");

    @ArchTest
    static final ArchRule no_method_of_a_page_holds_a_transaction = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.sneakyklaus..web..")
            .should()
            .notBeAnnotatedWith(Transactional.class)
            .because("SQLite has one writer, which must not wait for a page to be rendered");

    @ArchTest
    static final ArchRule time_comes_from_the_clock = noClasses()
            .should()
            .callMethodWhere(asksTheSystemForTheTime())
            .because("a test must be able to set the time: ask the injected Clock");

    @ArchTest
    static final ArchRule nothing_is_printed = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because(
            "the log has a time, a level and a filter");

    @ArchTest
    static final ArchRule nothing_is_injected_into_fields =
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION.because(
                    "what a class needs stands in its constructor");

    @ArchTest
    static final ArchRule exceptions_say_what_happened =
            GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.because(
                    "who catches one must know what it caught");

    @ArchTest
    static final ArchRule transports_know_only_the_message = noClasses()
            .that()
            .resideInAPackage("org.sneakyklaus.outbox.transport..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.sneakyklaus.outbox..")
                    .and(not(resideInAPackage("org.sneakyklaus.outbox.transport..")))
                    .and(not(simpleName("MailMessage"))))
            .because("a transport is changed or added without looking at the outbox")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_mails_know_what_happened_elsewhere = noClasses()
            .that()
            .resideInAPackage("org.sneakyklaus.outbox..")
            .and()
            .resideOutsideOfPackage("org.sneakyklaus.mail..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.sneakyklaus..")
                    .and(not(resideInAPackage("org.sneakyklaus.outbox..")))
                    .and(simpleNameEndingWith("Event")))
            .because("which event leads to which mail is read in one place")
            .allowEmptyShould(true);

    private static DescribedPredicate<JavaMethodCall> asksTheSystemForTheTime() {
        return DescribedPredicate.describe("asks the system for the time", call -> {
            var method = call.getTarget();
            var owner = method.getOwner().getFullName();
            return (owner.startsWith("java.time.")
                            && method.getName().equals("now")
                            && method.getRawParameterTypes().isEmpty())
                    || (owner.equals("java.lang.System") && method.getName().equals("currentTimeMillis"));
        });
    }
}
